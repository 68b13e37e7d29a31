package pro.saleflex.office.soap;

import jakarta.jws.HandlerChain;
import jakarta.jws.WebService;
import jakarta.xml.ws.BindingType;
import jakarta.xml.ws.soap.SOAPBinding;

/** {@code /api/soap/v12/PosService}: the SOAP 1.2 endpoint. */
@WebService(
        endpointInterface = "pro.saleflex.office.soap.contract.PosPort",
        targetNamespace = "urn:saleflex:office:pos:1",
        serviceName = "PosService12",
        portName = "PosPort12",
        wsdlLocation = "WEB-INF/wsdl/PosService-v12.wsdl")
@BindingType(SOAPBinding.SOAP12HTTP_BINDING)
@HandlerChain(file = "handlers.xml")
public class PosService12 extends PosService {}
